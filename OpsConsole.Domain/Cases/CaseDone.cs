using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>A change that is on disk, with the case as it left it: an answer needs no further look, since the caller still sees it (docs/rules.md, "Order of answers").</summary>
public sealed record CaseDone(Case Case, Campaign Campaign, Actor By) : Outcome.Done(Case.Version, Case.Number);
