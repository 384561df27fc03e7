package desk.mobile

const val ROUTE_MODEL_SETTINGS = "settings/model_settings"
