resource "azurerm_cognitive_deployment" "chat" {
  name                 = "chat"
  cognitive_account_id = azurerm_cognitive_account.ai.id
  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-08-06"
  }
  sku { name = "Standard" }
}

resource "azurerm_cognitive_deployment" "embed" {
  name                 = "embed/main"
  cognitive_account_id = azurerm_cognitive_account.ai.id
  model {
    format = "OpenAI"
    name   = "text-embedding-3-large"
  }
  sku { name = "Standard" }
}
