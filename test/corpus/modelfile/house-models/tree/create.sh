#!/bin/sh
set -e
ollama create house -f Modelfile
ollama create house-code -f code/Modelfile
ollama pull mxbai-embed-large:335m
