import streamlit as st
from langchain_community.embeddings import HuggingFaceBgeEmbeddings
from langchain_community.llms import Ollama
from langchain_google_genai import ChatGoogleGenerativeAI, GoogleGenerativeAIEmbeddings
from langchain_groq import ChatGroq

st.set_page_config(page_title="Desk", layout="wide")

MODELS = {
	"Fast (Groq)": "llama-3.1-8b-instant",
	"Good (Groq)": "mixtral-8x7b-32768",
}

choice = st.sidebar.selectbox("Model", list(MODELS))
gemini = st.sidebar.selectbox("Gemini", ["gemini-1.5-pro", "gemini-1.5-flash"], index=1)
st.sidebar.caption("prices/limits: see the wiki")


@st.cache_resource
def groq(name):
	return ChatGroq(model_name=MODELS[name], temperature=0)


@st.cache_resource
def embeddings(kind="local"):
	if kind == "google":
		return GoogleGenerativeAIEmbeddings(model="models/text-embedding-004")
	return HuggingFaceBgeEmbeddings(model_name="BAAI/bge-small-en", model_kwargs={"device": "cpu"})


question = st.text_input("Question", placeholder="cats/dogs?")
if question:
	if choice.startswith("Local"):
		st.write(Ollama(model="mistral:7b-instruct").invoke(question))
	elif gemini:
		st.write(ChatGoogleGenerativeAI(model=gemini).invoke(question).content)
	else:
		st.write(groq(choice).invoke(question).content)
