EMBEDDING_MODEL = "intfloat/multilingual-e5-large"
RERANK_MODEL = "BAAI/bge-reranker-v2-m3"
LLM = "gpt-4.1-mini"
LOCAL_LLM = "llama3.1:8b"
COLLECTION = "portal/articles"
CHUNK = 800
