"""
Variables of policies, such as ``${aws:PrincipalTag/SolutionProvider}``, which the emulator takes as they stand. After IAM's reference,
"Variables and tags": they are of policies of version 2012-10-17, stand in Resource, NotResource and in conditions on strings and ARNs, and
one without a value equals nothing and is like nothing.
"""

import contextvars
import json
import re
from dataclasses import replace

from ministack.core import iam_evaluator
from wrap import known, wrap

VERSION = "2012-10-17"
VARIABLE = re.compile(r"\$\{([^}]*)\}")
WITH_DEFAULT = re.compile(r"(.*?), ?'(.*)'", re.DOTALL)
# Characters that no name has, for what a value's own `*` and `?` are in a pattern, and for what nothing is like.
LITERAL = {"*": "\ue000", "?": "\ue001"}
NOTHING = "\ue002"
WITH_VARIABLES = ("string", "arn")
WITH_PATTERNS = ("stringlike", "stringnotlike", "arn")


def value_of(variable, ctx):
    """What stands for a variable, None where it has no value."""
    if variable in ("*", "?", "$"):
        return variable
    with_default = WITH_DEFAULT.fullmatch(variable)
    key, default = with_default.groups() if with_default else (variable, None)
    value = iam_evaluator._resolve_condition_key(key.strip(), ctx)
    # Keys of several values cannot be variables, and an empty one is none.
    return default if value in (None, "") or isinstance(value, list) else str(value)


def filled(text, ctx, is_pattern):
    values = {name: value_of(name, ctx) for name in VARIABLE.findall(text)}
    if None in values.values():
        return NOTHING
    return VARIABLE.sub(lambda found: literally(values[found[1]]) if is_pattern else values[found[1]], text)


def literally(value):
    return "".join(LITERAL.get(character, character) for character in value)


def filled_conditions(conditions, ctx):
    """Conditions with what stands for their variables. Other than on strings and ARNs they cannot have any."""
    return {
        operator: {key: filled_values(expected, ctx, operator_of(operator)) for key, expected in keys.items()}
        if isinstance(keys, dict) and operator_of(operator).startswith(WITH_VARIABLES)
        else keys
        for operator, keys in conditions.items()
    }


def operator_of(text):
    return text.lower().split(":")[-1]


def filled_values(expected, ctx, operator):
    values = expected if isinstance(expected, list) else [expected]
    return [filled(str(value), ctx, operator.startswith(WITH_PATTERNS)) for value in values]


def filled_statement(statement, ctx):
    if not statement.has_variables:
        return statement
    return replace(
        statement,
        resources=[filled(one, ctx, True) for one in statement.resources],
        not_resources=[filled(one, ctx, True) for one in statement.not_resources],
        conditions=filled_conditions(statement.conditions, ctx),
    )


# Of the resource's policy being evaluated, whose statements are parsed without it.
version_around = contextvars.ContextVar("version_around", default=None)


def read(document):
    try:
        return json.loads(document) if isinstance(document, str) else document
    except ValueError:
        return None


def version_of(document):
    document = read(document)
    return document.get("Version") if isinstance(document, dict) else None


def parsed(original, doc):
    statements = original(doc)
    has_variables = "${" in str(doc) and (version_of(doc) or version_around.get()) == VERSION
    for statement in statements:
        statement.has_variables = has_variables
    return statements


def first_match(original, ctx, stmts, effect):
    return original(ctx, [filled_statement(statement, ctx) for statement in stmts], effect)


def of_resource(original, doc, ctx, *args, **named):
    token = version_around.set(version_of(doc))
    try:
        return original(doc, ctx, *args, **named)
    finally:
        version_around.reset(token)


def trusts(original, trust_doc, caller_arn, ctx=None):
    document = read(trust_doc)
    if ctx is None or version_of(document) != VERSION:
        return original(trust_doc, caller_arn, ctx)
    statements = document.get("Statement", [])
    conditioned = [
        {**statement, "Condition": filled_conditions(statement["Condition"], ctx)}
        if isinstance(statement, dict) and isinstance(statement.get("Condition"), dict)
        else statement
        for statement in (statements if isinstance(statements, list) else [statements])
    ]
    return original({**document, "Statement": conditioned}, caller_arn, ctx)


def pattern(original, pattern, ignore_case):
    compiled = original(pattern, ignore_case)
    text = compiled.pattern
    for character, stand_in in LITERAL.items():
        text = text.replace(stand_in, re.escape(character))
    return compiled if text == compiled.pattern else re.compile(text, compiled.flags)


def build():
    known(iam_evaluator, "_resolve_condition_key", "key ctx")
    wrap(iam_evaluator, "parse_policy_document", "doc", parsed)
    wrap(iam_evaluator, "_first_match", "ctx stmts effect", first_match)
    wrap(iam_evaluator, "evaluate_resource_policy", "doc ctx service named_only direct_only", of_resource)
    wrap(iam_evaluator, "evaluate_trust_policy", "trust_doc caller_arn ctx", trusts)
    wrap(iam_evaluator, "_fnmatch_compile", "pattern ignore_case", pattern)
