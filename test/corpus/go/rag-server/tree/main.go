package main

import (
	"log"
	"net/http"

	"github.com/gorilla/mux"
)

func main() {
	router := mux.NewRouter()
	router.HandleFunc("/api/ask", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
	})
	log.Println("listening; the default of older versions was mistralai/mistral-7b")
	log.Fatal(http.ListenAndServe(":8080", router))
}
