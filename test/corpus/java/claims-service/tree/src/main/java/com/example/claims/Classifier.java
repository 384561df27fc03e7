package com.example.claims;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.repository.zoo.Criteria;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;

/** Sorts claims. For older claims see {@code bert-base-multilingual-cased}. */
public class Classifier {
  private static final String TOKENIZER = "distilbert/distilbert-base-multilingual-cased";
  private static final String CHAT = "gpt-4o-2024-08-06";
  private static final String TYPE = "application/pdf";

  private final OpenAiChatModel chat = OpenAiChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY")).modelName(CHAT).build();

  private final AnthropicChatModel second =
      AnthropicChatModel.builder().modelName("claude-3-sonnet-20240229").maxTokens(500).build();

  public HuggingFaceTokenizer tokenizer() throws IOException {
    return HuggingFaceTokenizer.newInstance(TOKENIZER);
  }

  public Criteria<String, String> criteria() {
    return Criteria.builder()
        .setTypes(String.class, String.class)
        .optModelUrls("djl://ai.djl.huggingface.pytorch/sentence-transformers/all-MiniLM-L6-v2")
        .optEngine("PyTorch")
        .build();
  }

  public String name(String claim) {
    String kind = claim.contains("car") ? "vehicle/car" : "other/none";
    return chat.generate(kind + second.generate(claim));
  }
}
