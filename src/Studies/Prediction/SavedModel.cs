using MlPipelines.Configuration;

namespace MlPipelines.Studies;

/// <summary>A model that a run saved, not loaded yet.</summary>
/// <param name="Variant">The variant that trained it.</param>
/// <param name="Repeat">The repeat, from 0.</param>
/// <param name="Folder">The folder of its files: the model, and <c>preprocessing.json</c> beside it.</param>
/// <param name="Options">The effective options with which it was trained, the values of a search included.</param>
/// <param name="Seeds">The seeds of its trial, of which augmentation draws.</param>
public sealed record SavedModel(string Variant, int Repeat, string Folder, ScenarioOptions Options, TrialSeeds Seeds);
