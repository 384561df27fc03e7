package server

type Model struct {
	ID   string
	Name string
}

var SupportedModels = []Model{
	{ID: "grok-4", Name: "Grok 4"},
	{ID: "deepseek-reasoner", Name: "DeepSeek R1"},
}

var restrictedModels = []string{"o1-preview", "o1-mini"}
