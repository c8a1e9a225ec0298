"""
``dynamodb:LeadingKeys``, which the emulator does not fill in: the partitions a request names, of the table or of the index it asks. What
names none, as a scan, has none, so that ``ForAllValues`` holds for it, as at AWS. Statements of PartiQL are not read.
"""

import json

from ministack.core import iam_actions, iam_evaluator
from wrap import known, wrap

KEY = "dynamodb:LeadingKeys"
# No policy names it.
UNKNOWN = "\ue002"


class ArnOfItem(str):
    """A table as a part of a transaction asks for it, which is authorized by itself."""

    leading_keys: list


def table_of(name):
    from ministack.services import dynamodb

    return dynamodb._tables.get(str(name).rpartition("table/")[2])


def partition_in(attributes, table):
    """Of an item or its key."""
    from ministack.services.dynamodb import _extract_key_val

    value = attributes.get(table["pk_name"]) if isinstance(attributes, dict) else None
    return UNKNOWN if value is None else _extract_key_val(value)


def partition_queried(data, table):
    from ministack.services import dynamodb

    name, _, _ = dynamodb._resolve_index_keys(table, data.get("IndexName"))
    found = dynamodb._extract_pk_from_condition(
        data.get("KeyConditionExpression"),
        data.get("ExpressionAttributeValues") or {},
        data.get("ExpressionAttributeNames") or {},
        name,
    )
    return found or dynamodb._extract_pk_from_key_conditions(data.get("KeyConditions") or {}, name) or UNKNOWN


def partitions_of_batch(data):
    for name, asked in (data.get("RequestItems") or {}).items():
        table = table_of(name)
        if table is None:
            continue
        items = asked.get("Keys", []) if isinstance(asked, dict) else [item_of(one) for one in asked]
        yield from (partition_in(item, table) for item in items)


def item_of(request):
    """Of one part of a batch or transaction."""
    return request.get("PutRequest", {}).get("Item") or request.get("DeleteRequest", {}).get("Key")


def partitions_of(data):
    """The partitions of a request for items, None of one that names none."""
    if "RequestItems" in data:
        return list(partitions_of_batch(data))
    table = table_of(data.get("TableName"))
    if table is None:
        return None
    if "KeyConditionExpression" in data or "KeyConditions" in data:
        return [partition_queried(data, table)]
    if "Key" in data or "Item" in data:
        return [partition_in(data.get("Key") or data.get("Item"), table)]
    return None


def with_partitions(original, body):
    context = original(body)
    data = json.loads(body or b"{}") if context else None
    partitions = partitions_of(data) if isinstance(data, dict) else None
    return context if partitions is None else {**context, KEY: partitions}


def with_partition_each(original, iam_action, body, region, account_id):
    """Each part of a transaction is authorized with its own partition alone."""
    checks = original(iam_action, body, region, account_id)
    if not checks:
        return checks
    parts = [part for item in json.loads(body)["TransactItems"] for part in parts_of(item)]
    if len(parts) != len(checks):
        raise ValueError("A transaction has other parts than are authorized.")
    return [(action, of_item(arn, partitions_of(part))) for (action, arn), part in zip(checks, parts)]


def parts_of(item):
    found = [item.get(member) for member in iam_actions._DYNAMODB_TRANSACT_ITEM_ACTIONS]
    return [one for one in found if isinstance(one, dict) and one.get("TableName")]


def of_item(arn, partitions):
    named = ArnOfItem(arn)
    named.leading_keys = partitions
    return named


def resolved(original, key, ctx):
    if key.lower() == KEY.lower() and isinstance(ctx.resource_arn, ArnOfItem):
        return ctx.resource_arn.leading_keys
    return original(key, ctx)


def build():
    wrap(iam_actions, "dynamodb_service_context", "body", with_partitions)
    wrap(iam_actions, "dynamodb_transaction_checks", "iam_action body region account_id", with_partition_each)
    wrap(iam_evaluator, "_resolve_condition_key", "key ctx", resolved)
    from ministack.services import dynamodb

    known(dynamodb._tables, "get", "key default")
    known(dynamodb, "_extract_key_val", "attr")
    known(dynamodb, "_resolve_index_keys", "table index_name")
    known(dynamodb, "_extract_pk_from_condition", "condition attr_values attr_names pk_name")
    known(dynamodb, "_extract_pk_from_key_conditions", "key_conditions pk_name")
