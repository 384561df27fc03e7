from llama_index.core import Settings, SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.postprocessor import SentenceTransformerRerank
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.openai import OpenAI

from . import constants


def configure() -> None:
    Settings.embed_model = HuggingFaceEmbedding(model_name=constants.EMBEDDING_MODEL)
    Settings.llm = OpenAI(model="gpt-4o-mini-2024-07-18", temperature=0.2)
    Settings.chunk_size = constants.CHUNK


def engine(folder: str = "content/articles"):
    documents = SimpleDirectoryReader(folder, required_exts=[".md", ".pdf"]).load_data()
    index = VectorStoreIndex.from_documents(documents)
    rerank = SentenceTransformerRerank(model=constants.RERANK_MODEL, top_n=4)
    return index.as_query_engine(similarity_top_k=20, node_postprocessors=[rerank])
