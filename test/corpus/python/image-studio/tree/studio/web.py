import gradio as gr

from .pipeline import text_to_image

CSS = ".w-1/2 { width: 50% } .grid/cols-2 { display: grid }"
EXAMPLES = [["a fox in the snow / oil painting"], ["black/white photograph of a harbor"]]


def run(name: str, prompt: str):
    return text_to_image(name)(prompt, num_inference_steps=4, guidance_scale=0.0).images[0]


with gr.Blocks(css=CSS) as demo:
    gr.Markdown("Models from [stabilityai](https://huggingface.co/stabilityai) and others.")
    choice = gr.Dropdown(["sdxl", "turbo", "flux"], value="turbo")
    prompt = gr.Textbox()
    gr.Button("Paint").click(run, [choice, prompt], gr.Image(type="pil"))
    gr.Examples(EXAMPLES, prompt)
