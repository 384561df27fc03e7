from fastapi import FastAPI, HTTPException
from fastapi.responses import PlainTextResponse

from portal.chains import chat

app = FastAPI(title="Portal", docs_url="/api/docs")


@app.get("/health/live", response_class=PlainTextResponse)
def live() -> str:
    return "ok"


@app.post("/v1/ask")
def ask(question: str) -> dict[str, str]:
    """Answers with {"answer": …}. Example of a question: "Is bert-base-uncased still in use?" """
    if len(question) > 2000:
        raise HTTPException(413)
    return {"answer": chat().invoke(question).content}
