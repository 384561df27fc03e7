// swift-tools-version: 5.10
import PackageDescription

let package = Package(
    name: "FieldNotes",
    dependencies: [
        .package(url: "https://github.com/argmaxinc/WhisperKit.git", exact: "0.9.4"),
        .package(url: "https://github.com/ml-explore/mlx-swift-examples", exact: "1.18.2"),
    ],
    targets: [.executableTarget(name: "FieldNotes", dependencies: ["WhisperKit"], path: "Sources/FieldNotes")]
)
