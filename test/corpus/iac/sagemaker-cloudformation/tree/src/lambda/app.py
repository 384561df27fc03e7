import json
import os

import boto3

runtime = boto3.client("bedrock-runtime")
EMBED = os.environ["EMBED_MODEL_ID"]


def handler(event, _context):
    if event["path"] == "/embed":
        out = runtime.invoke_model(modelId=EMBED, body=json.dumps({"texts": event["texts"], "input_type": "search_document"}))
        return json.loads(out["body"].read())
    reply = runtime.converse(modelId=os.environ["MODEL_ID"], messages=event["messages"])
    return {"text": reply["output"]["message"]["content"][0]["text"], "type": "text/plain"}
