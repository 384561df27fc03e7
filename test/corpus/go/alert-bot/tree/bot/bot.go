package bot

import (
	"context"
	"fmt"

	"github.com/google/generative-ai-go/genai"
	openai "github.com/sashabaranov/go-openai"

	"example.com/alert-bot/config"
)

// Explain asks the model of the configuration. The first bot used "text-curie-001".
func Explain(ctx context.Context, cfg config.Config, alert string) (string, error) {
	client := openai.NewClient("")
	out, err := client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{
		Model:    cfg.Model,
		Messages: []openai.ChatCompletionMessage{{Role: "user", Content: alert}},
	})
	if err != nil {
		return "", fmt.Errorf("bot/explain: %w", err)
	}
	return out.Choices[0].Message.Content, nil
}

// Title is short.
func Title(ctx context.Context, alert string) (openai.ChatCompletionResponse, error) {
	return openai.NewClient("").CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: "gpt-4o-mini-2024-07-18"})
}

func Second(client *genai.Client) *genai.GenerativeModel {
	return client.GenerativeModel("gemini-1.5-pro-002")
}
