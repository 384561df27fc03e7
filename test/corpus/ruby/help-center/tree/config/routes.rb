Rails.application.routes.draw do
  root "pages/home"
  get "help/*path", to: "articles#show"
  resources :answers, only: %i[index create]
end
