/** Names of callables that are the names of what they load, as the packages have them. */
import { words } from '../../../ecosystems/words.ts';

/** torchvision/models (0.29.2): every function with an argument `weights`. */
export const TORCHVISION_MODELS: readonly string[] = [
  ...words(`
resnet50 resnet18 resnet34 resnet101 resnet152 resnext50_32x4d resnext101_32x8d resnext101_64x4d wide_resnet50_2 wide_resnet101_2
alexnet convnext_tiny convnext_small convnext_base convnext_large densenet121 densenet161 densenet169 densenet201 googlenet inception_v3
efficientnet_b0 efficientnet_b1 efficientnet_b2 efficientnet_b3 efficientnet_b4 efficientnet_b5 efficientnet_b6 efficientnet_b7
efficientnet_v2_s efficientnet_v2_m efficientnet_v2_l maxvit_t mnasnet0_5 mnasnet0_75 mnasnet1_0 mnasnet1_3
mobilenet_v2 mobilenet_v3_large mobilenet_v3_small regnet_x_16gf regnet_x_1_6gf regnet_x_32gf regnet_x_3_2gf regnet_x_400mf regnet_x_800mf
regnet_x_8gf regnet_y_128gf regnet_y_16gf regnet_y_1_6gf regnet_y_32gf regnet_y_3_2gf regnet_y_400mf regnet_y_800mf regnet_y_8gf
shufflenet_v2_x0_5 shufflenet_v2_x1_0 shufflenet_v2_x1_5 shufflenet_v2_x2_0 squeezenet1_0 squeezenet1_1 swin_b swin_s swin_t
swin_v2_b swin_v2_s swin_v2_t vgg11 vgg11_bn vgg13 vgg13_bn vgg16 vgg16_bn vgg19 vgg19_bn vit_b_16 vit_b_32 vit_h_14 vit_l_16 vit_l_32
deeplabv3_mobilenet_v3_large deeplabv3_resnet101 deeplabv3_resnet50 fcn_resnet101 fcn_resnet50 lraspp_mobilenet_v3_large
fasterrcnn_mobilenet_v3_large_320_fpn fasterrcnn_mobilenet_v3_large_fpn fasterrcnn_resnet50_fpn fasterrcnn_resnet50_fpn_v2 fcos_resnet50_fpn
keypointrcnn_resnet50_fpn maskrcnn_resnet50_fpn maskrcnn_resnet50_fpn_v2 retinanet_resnet50_fpn retinanet_resnet50_fpn_v2 ssd300_vgg16
ssdlite320_mobilenet_v3_large mc3_18 mvit_v1_b mvit_v2_s r2plus1d_18 r3d_18 s3d swin3d_b swin3d_s swin3d_t raft_large raft_small
`),
];

/** torchvision/datasets (0.29.2): every class with an argument `download`. */
export const TORCHVISION_DATASETS: readonly string[] = [
  ...words(`
CIFAR10 CIFAR100 MNIST FashionMNIST KMNIST EMNIST QMNIST MovingMNIST STL10 SVHN SBU SEMEION Omniglot PhotoTour USPS VOCSegmentation VOCDetection
SBDataset Caltech101 Caltech256 CelebA WIDERFace Places365 Kinetics Kitti INaturalist LFWPeople LFWPairs Food101 DTD GTSRB CLEVRClassification
OxfordIIITPet PCAM Country211 FGVCAircraft EuroSAT RenderedSST2 Flowers102 StanfordCars SUN397 Imagenette
`),
];

/** keras/applications (3.15.1): every function with an argument `weights`. */
export const KERAS_APPLICATIONS: readonly string[] = [
  ...words(`
ResNet50 ResNet101 ResNet152 ResNet50V2 ResNet101V2 ResNet152V2 VGG16 VGG19 Xception InceptionV3 InceptionResNetV2 MobileNet MobileNetV2
MobileNetV3Small MobileNetV3Large DenseNet121 DenseNet169 DenseNet201 NASNetMobile NASNetLarge EfficientNetB0 EfficientNetB1 EfficientNetB2
EfficientNetB3 EfficientNetB4 EfficientNetB5 EfficientNetB6 EfficientNetB7 EfficientNetV2B0 EfficientNetV2B1 EfficientNetV2B2 EfficientNetV2B3
EfficientNetV2S EfficientNetV2M EfficientNetV2L ConvNeXtTiny ConvNeXtSmall ConvNeXtBase ConvNeXtLarge ConvNeXtXLarge
`),
];

/** segmentation_models_pytorch/decoders (0.6.0). */
export const SEGMENTATION_MODELS: readonly string[] = [
  ...words('Unet UnetPlusPlus MAnet Linknet FPN PSPNet PAN DeepLabV3 DeepLabV3Plus UPerNet Segformer DPT'),
];
