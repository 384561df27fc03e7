# Sourced by the others.
export HF_HOME=/var/cache/hf
export CHAT_MODEL=${CHAT_MODEL:-Qwen/Qwen2.5-14B-Instruct-AWQ}
export CHAT_REVISION=539535859b135b0244c91f3e59816150c8056698
export OPENAI_MODEL="gpt-4o-mini"
export PATH="/opt/tools/bin:$PATH"
export TZ=Europe/Vienna
