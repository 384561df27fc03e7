package config

import "github.com/spf13/viper"

// Config is read from the environment, then from alert-bot.yaml.
type Config struct {
	Model     string `env:"ALERT_MODEL" envDefault:"gpt-4-turbo-2024-04-09"`
	Fallback  string `env:"ALERT_FALLBACK" envDefault:"gemini-1.5-flash-002"`
	Embedding string `mapstructure:"embedding" json:"embedding/model"`
	Path      string `envDefault:"var/alerts.db"`
}

func Defaults() {
	viper.SetDefault("embedding", "BAAI/bge-small-en-v1.5")
	viper.SetDefault("bedrock.model_id", "anthropic.claude-3-haiku-20240307-v1:0")
	viper.SetDefault("topic", "alerts/high")
}
