package com.example.docs;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SearchController {
  @GetMapping(path = "api/search", produces = "application/hal+json")
  String search(String q) {
    return q.startsWith("gpt-4") ? "model/unknown" : "docs/none";
  }
}
