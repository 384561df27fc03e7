// Package llm asks the providers. It replaces the old client of text-davinci-003.
package llm

import (
	"context"
	"os"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/openai/openai-go"
	"github.com/tmc/langchaingo/llms/ollama"
)

const (
	// DefaultModel answers where nobody chose.
	DefaultModel   = "gpt-4o-mini"
	EmbeddingModel = "text-embedding-3-small"
	contentType    = "application/json"
)

func modelName() string {
	if name := os.Getenv("LLM_MODEL"); name != "" {
		return name
	}
	return DefaultModel
}

func Ask(ctx context.Context, client *openai.Client, question string) (string, error) {
	out, err := client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:    openai.F(modelName()),
		Messages: openai.F([]openai.ChatCompletionMessageParamUnion{openai.UserMessage(question)}),
	})
	if err != nil {
		return "", err
	}
	return out.Choices[0].Message.Content, nil
}

func Check(ctx context.Context, client *anthropic.Client, text string) (*anthropic.Message, error) {
	return client.Messages.New(ctx, anthropic.MessageNewParams{
		Model:     anthropic.F("claude-3-5-haiku-20241022"),
		MaxTokens: anthropic.Int(1024),
	})
}

func Local() (*ollama.LLM, error) {
	return ollama.New(ollama.WithModel("llama3.2:3b"), ollama.WithServerURL("http://ollama:11434"))
}
