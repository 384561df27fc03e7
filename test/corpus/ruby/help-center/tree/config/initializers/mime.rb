Mime::Type.register "text/markdown", :md
Rails.logger.info("models such as cohere/rerank-english-v2.0 are no longer asked")
