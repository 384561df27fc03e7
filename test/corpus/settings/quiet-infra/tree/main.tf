module "vpc" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.16.0"
}

resource "aws_instance" "web" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags          = { Model = "small/web", Repo = "example/infra" }
}
