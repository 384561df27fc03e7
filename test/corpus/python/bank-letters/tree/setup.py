from setuptools import find_packages, setup

setup(
    name="bank-letters",
    version="4.2.0",
    packages=find_packages(),
    install_requires=[
        "django==5.1.4",
        "transformers==4.46.2",
        "docling==2.11.0",
        "openai==1.57.2",
    ],
    package_data={"letters": ["templates/*.html"]},
)
