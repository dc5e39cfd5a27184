package io.millrace.deploy;

import io.millrace.application.catalogue.Catalogue;
import io.millrace.aws.tables.TableDefinition;
import io.millrace.config.SinkSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.constructs.Construct;

/**
 * What runs: one container that reads the tables. The role that starts it may fetch the image and
 * the token, and write the log; the role that it has may read the tables and their indexes.
 */
final class DashboardTask extends Construct {
  static final String CONTAINER = "dashboard";
  private static final int TOKEN_LENGTH = 64;

  private final DeployOptions options;
  private final CfnTaskDefinition definition;
  private final CfnSecret token;

  DashboardTask(
      Construct scope,
      Deployment deployment,
      DashboardOptions dashboard,
      SinkSettings.DynamoDb tables) {
    super(scope, "Task");
    this.options = deployment.options();
    token = secret();
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/ecs/" + options.prefix() + "-dashboard")
            .retention(options.logs())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role starter = role("Starter", "What starts the dashboard may do");
    Rights rights = new Rights(starter);
    rights.allow(
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        log.getLogGroupArn() + ":log-stream:*");
    rights.allow(List.of("secretsmanager:GetSecretValue"), token.getRef());
    String image = image(dashboard, rights);
    Role reader = role("Reader", "What the dashboard may do");
    read(deployment.settings().catalogue(), tables, new Rights(reader));
    definition =
        CfnTaskDefinition.Builder.create(this, "Definition")
            .family(options.prefix() + "-dashboard")
            .requiresCompatibilities(List.of("FARGATE"))
            .networkMode("awsvpc")
            .cpu("512")
            .memory("1024")
            .runtimePlatform(
                CfnTaskDefinition.RuntimePlatformProperty.builder()
                    .cpuArchitecture("X86_64")
                    .operatingSystemFamily("LINUX")
                    .build())
            .executionRoleArn(starter.getRoleArn())
            .taskRoleArn(reader.getRoleArn())
            .containerDefinitions(List.of(container(deployment, image, log)))
            .build();
    definition.getNode().addDependency(starter, reader); // and their policies
  }

  String definition() {
    return definition.getRef();
  }

  String token() {
    return token.getRef();
  }

  private CfnTaskDefinition.ContainerDefinitionProperty container(
      Deployment deployment, String image, LogGroup log) {
    return CfnTaskDefinition.ContainerDefinitionProperty.builder()
        .name(CONTAINER)
        .image(image)
        .essential(true)
        .readonlyRootFilesystem(true)
        .portMappings(
            List.of(
                CfnTaskDefinition.PortMappingProperty.builder()
                    .containerPort(DashboardEntrance.PORT)
                    .protocol("tcp")
                    .build()))
        .environment(
            List.of(
                CfnTaskDefinition.KeyValuePairProperty.builder()
                    .name("MILLRACE_CONFIG")
                    .value(deployment.json())
                    .build()))
        .secrets(
            List.of(
                CfnTaskDefinition.SecretProperty.builder()
                    .name("MILLRACE_TOKEN")
                    .valueFrom(token.getRef())
                    .build()))
        .logConfiguration(
            CfnTaskDefinition.LogConfigurationProperty.builder()
                .logDriver("awslogs")
                .options(
                    Map.of(
                        "awslogs-group", log.getLogGroupName(),
                        "awslogs-region", options.region(),
                        "awslogs-stream-prefix", CONTAINER))
                .build())
        .build();
  }

  /** The token that readers bear: made by AWS, seen by nobody who does not fetch it. */
  private CfnSecret secret() {
    CfnSecret secret =
        CfnSecret.Builder.create(this, "Token")
            .name(options.prefix() + "-dashboard-token")
            .description("What readers of the dashboard bear: Authorization: Bearer ...")
            .generateSecretString(
                CfnSecret.GenerateSecretStringProperty.builder()
                    .passwordLength(TOKEN_LENGTH)
                    .excludePunctuation(true)
                    .build())
            .build();
    secret.applyRemovalPolicy(RemovalPolicy.DESTROY);
    return secret;
  }

  private String image(DashboardOptions dashboard, Rights starter) {
    String repository;
    String uri;
    DashboardOptions.Image given = dashboard.image();
    if (given == null) {
      DockerImageAsset asset =
          DockerImageAsset.Builder.create(this, "Image")
              .directory(dashboard.folder().toString())
              .platform(Platform.LINUX_AMD64)
              .build();
      repository = asset.getRepository().getRepositoryArn();
      uri = asset.getImageUri();
    } else {
      repository = given.repositoryArn();
      uri = given.uri();
    }
    starter.allow(
        List.of(
            "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        repository);
    starter.allow(List.of("ecr:GetAuthorizationToken"), "*"); // has no resource
    return uri;
  }

  private void read(Catalogue catalogue, SinkSettings.DynamoDb tables, Rights reader) {
    String here = options.arn("dynamodb", "table/");
    List<String> resources = new ArrayList<>();
    for (TableDefinition table : TableDefinition.all(catalogue)) {
      String arn = here + table.named(tables.prefix());
      resources.add(arn);
      table.indexes().forEach(index -> resources.add(arn + "/index/" + index.name()));
    }
    reader.allow(
        List.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"),
        resources.toArray(String[]::new));
  }

  private Role role(String id, String description) {
    return Role.Builder.create(this, id)
        .assumedBy(
            ServicePrincipal.Builder.create("ecs-tasks.amazonaws.com")
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", options.account())))
                .build())
        .description(description)
        .build();
  }
}
