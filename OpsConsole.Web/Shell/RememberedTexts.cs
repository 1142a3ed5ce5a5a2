using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace OpsConsole.Web.Shell;

/// <summary>The texts of the resources, each looked up once a language: the resource manager takes a lock for every word, and a grid that changes for two hundred people says very many words.</summary>
public sealed class RememberedTexts(ResourceManagerStringLocalizerFactory resources) : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<string, IStringLocalizer> _known = new();

    public IStringLocalizer Create(Type resourceSource) => _known.GetOrAdd(resourceSource.FullName!, _ => new Remembered(resources.Create(resourceSource)));

    public IStringLocalizer Create(string baseName, string location) => _known.GetOrAdd($"{location}|{baseName}", _ => new Remembered(resources.Create(baseName, location)));

    private sealed class Remembered(IStringLocalizer texts) : IStringLocalizer
    {
        private readonly ConcurrentDictionary<(string Language, string Name), LocalizedString> _known = new();

        public LocalizedString this[string name] => _known.TryGetValue((CultureInfo.CurrentUICulture.Name, name), out var known) ? known : Find(name);

        public LocalizedString this[string name, params object[] arguments]
        {
            get
            {
                var text = this[name];
                return new(name, string.Format(CultureInfo.CurrentCulture, text.Value, arguments), text.ResourceNotFound);
            }
        }

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => texts.GetAllStrings(includeParentCultures);

        /// <summary>A name without a text is not kept: names can come from outside.</summary>
        private LocalizedString Find(string name)
        {
            var found = texts[name];
            return found.ResourceNotFound ? found : _known.GetOrAdd((CultureInfo.CurrentUICulture.Name, name), found);
        }
    }
}
