import os

import gradio as gr
import spaces
import torch
from gradio_client import Client
from huggingface_hub import InferenceClient
from transformers import AutoModelForCausalLM, AutoTokenizer, TextIteratorStreamer

model_id = os.getenv("MODEL_ID", "HuggingFaceTB/SmolLM2-1.7B-Instruct")
client = InferenceClient("meta-llama/Llama-3.2-3B-Instruct")
space = Client("example-labs/background-removal")

DESCRIPTION = """# Chat
Built on `meta-llama/Meta-Llama-3-70B-Instruct`? No: on a small one.
"""

tokenizer = AutoTokenizer.from_pretrained(model_id)
model = AutoModelForCausalLM.from_pretrained(model_id, device_map="auto", torch_dtype=torch.bfloat16)


@spaces.GPU
def chat(message, history):
    streamer = TextIteratorStreamer(tokenizer, skip_prompt=True)
    model.generate(**tokenizer(message, return_tensors="pt"), streamer=streamer)
    text = ""
    for new in streamer:
        text += new
        yield text


gr.ChatInterface(chat, title="Chat", css="footer/a{display:none}").launch(server_name="0.0.0.0")
