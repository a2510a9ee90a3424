import json
import sys


def answer(connect, call):
    """Tries each case of standard input, and writes what came of it: a list as long as theirs."""
    target = json.load(sys.stdin)
    outcomes = []
    for case in target["cases"]:
        client = connect(target, case["key"])
        try:
            text = call(client, case["operation"], dict(case["request"]), {"Prefer": case["prefer"]})
            outcomes.append({"absent": True} if text is None else {"text": text})
        except Exception as error:  # The class is what is tried.
            code = getattr(error, "code", None)
            outcomes.append({"error": type(error).__name__, "code": code} if code else {"error": repr(error)})
    json.dump(outcomes, sys.stdout)
