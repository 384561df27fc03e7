package com.example.docs;

import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
public class Config {
  // once: "mistral:instruct"
  @Value("${docs.chat-model:qwen2.5:7b}")
  private String chatModel;

  @Value("${docs.folder:data/docs}")
  private String folder;

  @Bean
  OllamaChatModel chat() {
    return OllamaChatModel.builder().baseUrl("http://ollama:11434").modelName(chatModel).build();
  }

  @Bean
  OpenAiEmbeddingModel embeddings() {
    return OpenAiEmbeddingModel.builder().apiKey(System.getenv("KEY")).modelName("text-embedding-3-small").build();
  }
}
