use std::env;

use mistralrs::{IsqType, TextModelBuilder};
use ollama_rs::{generation::completion::request::GenerationRequest, Ollama};

/// Of the hub; `microsoft/phi-1` is too old.
pub const DEFAULT_MODEL: &str = "microsoft/Phi-3.5-mini-instruct";
const TYPE: &str = "application/json";

pub fn model_name() -> String {
    env::var("CHAT_MODEL").unwrap_or_else(|_| DEFAULT_MODEL.to_string())
}

pub async fn open() -> anyhow::Result<mistralrs::Model> {
    TextModelBuilder::new(model_name()).with_isq(IsqType::Q8_0).build().await
}

pub async fn quick(prompt: &str) -> anyhow::Result<String> {
    let request = GenerationRequest::new("gemma2:2b".to_string(), prompt.to_string());
    Ok(Ollama::default().generate(request).await?.response)
}

pub async fn vad() -> anyhow::Result<Vec<u8>> {
    let url = "https://huggingface.co/onnx-community/silero-vad/resolve/main/onnx/model_fp16.onnx";
    Ok(reqwest::Client::new().get(url).header("accept", TYPE).send().await?.bytes().await?.to_vec())
}

#[cfg(test)]
mod tests {
    #[test]
    fn splits() {
        assert_eq!("left/right".split('/').count(), 2);
    }
}
