package worker

import "testing"

func TestPrice(t *testing.T) {
	request := Request{Model: "gpt-4-1106-preview"}
	if Price(request.Model) != 0 {
		t.Fatal("a price")
	}
}
