import base64

import openai
from docling.document_converter import DocumentConverter
from transformers import LayoutLMv3ForTokenClassification, LayoutLMv3Processor, TrOCRProcessor, VisionEncoderDecoderModel

from . import conf

TROCR = "microsoft/trocr-" + "base-handwritten"


def layout():
    options = {"revision": conf.LETTERS["LAYOUT_REVISION"]}
    processor = LayoutLMv3Processor.from_pretrained(conf.LETTERS["LAYOUT"], apply_ocr=True, **options)
    return processor, LayoutLMv3ForTokenClassification.from_pretrained(conf.LETTERS["LAYOUT"], **options)


def handwriting():
    return TrOCRProcessor.from_pretrained(TROCR), VisionEncoderDecoderModel.from_pretrained(TROCR)


def read(path: str) -> str:
    return DocumentConverter().convert(path).document.export_to_markdown()


def ask(image: bytes) -> str:
    url = f"data:image/png;base64,{base64.b64encode(image).decode()}"
    content = [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": "What is asked for? Answer with and/or."}]
    reply = openai.chat.completions.create(model=conf.LETTERS["CHAT"], messages=[{"role": "user", "content": content}])
    return reply.choices[0].message.content
