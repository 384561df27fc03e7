# The agent on Bedrock. Model access must be asked for: anthropic.claude-v2
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.80" }
  }
}

variable "model_id" {
  type    = string
  default = "anthropic.claude-3-5-sonnet-20240620-v1:0"
}

resource "aws_bedrockagent_agent" "support" {
  agent_name       = "support"
  foundation_model = var.model_id
  instruction      = "Answer politely and/or ask."
}

resource "aws_bedrockagent_knowledge_base" "articles" {
  name = "articles"
  knowledge_base_configuration {
    type = "VECTOR"
    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v1"
    }
  }
}

resource "aws_sagemaker_model" "rerank" {
  name = "rerank"
  primary_container {
    image = "763104351884.dkr.ecr.eu-central-1.amazonaws.com/huggingface-pytorch-inference:2.1.0-transformers4.37.0-cpu-py310-ubuntu22.04"
    environment = {
      HF_MODEL_ID = "BAAI/bge-reranker-v2-gemma"
      HF_TASK     = "text-classification"
      HF_MODEL_REVISION = "1787044f8b6fb740a9de4557c3a12377f84d9e17"
    }
  }
}

resource "aws_s3_bucket_object" "page" {
  key          = "web/index.html"
  content_type = "text/html"
  bucket       = "example"
}
