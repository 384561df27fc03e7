module github.com/example/rag-server

go 1.23

require (
	github.com/anthropics/anthropic-sdk-go v0.2.0-alpha.4
	github.com/openai/openai-go v0.1.0-alpha.38
	github.com/ollama/ollama v0.5.1
	github.com/tmc/langchaingo v0.1.12
	github.com/gorilla/mux v1.8.1
)
