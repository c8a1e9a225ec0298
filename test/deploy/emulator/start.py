"""Starts the emulator with IAM as AWS has it where its own lacks it (ADR 0102)."""

import leading_keys
import policy_variables

if __name__ == "__main__":
    for bridge in (policy_variables, leading_keys):
        bridge.build()
    from ministack.app import main

    main()
