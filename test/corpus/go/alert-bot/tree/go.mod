module example.com/alert-bot

go 1.22

require (
	github.com/sashabaranov/go-openai v1.36.0
	github.com/google/generative-ai-go v0.19.0
	github.com/aws/aws-sdk-go-v2/service/bedrockruntime v1.23.0
	github.com/spf13/viper v1.19.0
)
