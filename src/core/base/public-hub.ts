/** The address of the Hugging Face Hub itself, without a path. */
export const PUBLIC_HUB = 'https://huggingface.co';
