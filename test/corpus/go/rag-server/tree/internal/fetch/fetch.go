package fetch

import (
	"io"
	"net/http"
	"os"
	"strings"
)

const weightsURL = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main/onnx/model.onnx"

// Weights downloads the encoder to path.
func Weights(path string) error {
	reply, err := http.Get(weightsURL)
	if err != nil {
		return err
	}
	defer reply.Body.Close()
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer out.Close()
	_, err = io.Copy(out, reply.Body)
	return err
}

// IsOpenAI tells by the name.
func IsOpenAI(model string) bool {
	return strings.HasPrefix(model, "gpt-4") || strings.HasPrefix(model, "o1-preview")
}
