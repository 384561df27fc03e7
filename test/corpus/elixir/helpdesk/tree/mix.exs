defmodule Helpdesk.MixProject do
  use Mix.Project

  def project, do: [app: :helpdesk, version: "0.3.0", deps: deps()]

  defp deps do
    [
      {:phoenix, "~> 1.7"},
      {:bumblebee, "== 0.6.0"},
      {:exla, ">= 0.0.0"},
      {:langchain, "~> 0.3"}
    ]
  end
end
