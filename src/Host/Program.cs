using MlPipelines.Host;

HostEnvironment environment = HostEnvironment.OfProcess();
using var interruption = new Interruption(environment);
return await HostApplication.RunAsync(args, environment, new StudyOperations(), interruption.Token).ConfigureAwait(false);
