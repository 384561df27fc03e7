package worker

// Price is what a thousand tokens of a model of OpenAI cost.
func Price(model string) float64 {
	switch model {
	case "gpt-4-0613":
		return 30
	default:
		return 0
	}
}
