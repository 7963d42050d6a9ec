"""An errand that does what its order says: tells, shows a picture, waits, breaks down."""

from __future__ import annotations

import json
import sys
from pathlib import Path

order = json.loads(sys.stdin.readline())
print(json.dumps({"done": 3, "total": 8, "note": "step 3"}), flush=True)
picture = Path(order["folder"]) / "preview.png"
picture.write_bytes(order["picture"].encode())
print("this is no JSON", flush=True)
print(json.dumps({"preview": str(picture)}), flush=True)
if order["waits"]:
    sys.stdin.read()
    print(json.dumps({"sentence": "Stopped after step 3; what was learnt is kept."}), flush=True)
elif order["fails"]:
    print(json.dumps({"sentence": "The disk is full.", "code": "disk-full"}), flush=True)
    sys.exit(1)
else:
    sys.exit(1)
