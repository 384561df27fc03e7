//! Vectors on the command line. See also `intfloat/e5-small` for short texts.
use anyhow::Result;
use async_openai::{types::CreateEmbeddingRequestArgs, Client};
use clap::Parser;
use fastembed::{EmbeddingModel, InitOptions, TextEmbedding};
use hf_hub::{api::sync::Api, Repo, RepoType};

const MODEL_ID: &str = "thenlper/gte-base";
const REVISION: &str = "5e95d41db6721e7cbd5006e99c7508f0083223d6";

#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "BAAI/bge-small-en-v1.5")]
    model: String,
    #[arg(long, default_value = "out/vectors.json")]
    out: String,
}

fn fetch() -> Result<std::path::PathBuf> {
    let repo = Api::new()?.repo(Repo::with_revision(MODEL_ID.to_string(), RepoType::Model, REVISION.to_string()));
    Ok(repo.get("model.safetensors")?)
}

fn chosen(args: &Args) -> Result<std::path::PathBuf> {
    Ok(Api::new()?.model(args.model.clone()).get("tokenizer.json")?)
}

fn fast() -> Result<TextEmbedding> {
    Ok(TextEmbedding::try_new(InitOptions::new(EmbeddingModel::AllMiniLML6V2).with_show_download_progress(true))?)
}

async fn hosted(texts: Vec<String>) -> Result<usize> {
    // text-embedding-ada-002 was dearer
    let request = CreateEmbeddingRequestArgs::default().model("text-embedding-3-large").input(texts).build()?;
    Ok(Client::new().embeddings().create(request).await?.data.len())
}

fn data() -> Result<std::path::PathBuf> {
    Ok(Api::new()?.dataset("stanfordnlp/sst2".to_string()).get("data/train.parquet")?)
}

fn main() -> Result<()> {
    let args = Args::parse();
    println!("{:?} {:?} {:?} {}", fetch()?, chosen(&args)?, data()?, args.out);
    let _ = (fast(), hosted(vec![]));
    Ok(())
}
