"""
Taking on a role whose trust policy names the caller. A trust policy is the role's own policy, and in one account an allowance by a
resource's policy that names whoever asks is enough (IAM's reference, "Policy evaluation logic"); the emulator wants one by the caller's as well.
"""

from ministack.core import iam_evaluator
from wrap import known, wrap


def with_trust(original, service, resource_arn):
    if service != "sts" or ":role/" not in resource_arn:
        return original(service, resource_arn)
    from ministack.services import iam

    account = resource_arn.split(":")[4]
    role = iam._roles.get_scoped(account, None, resource_arn.rsplit("/", 1)[-1])
    return role and (role.get("AssumeRolePolicyDocument"), account)


def build():
    wrap(iam_evaluator, "_resource_policy", "service resource_arn", with_trust)
    from ministack.services import iam

    known(iam._roles, "get_scoped", "account_id region key default")
