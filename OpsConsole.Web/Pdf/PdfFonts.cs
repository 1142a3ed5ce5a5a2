namespace OpsConsole.Web.Pdf;

/// <summary>The two faces of every report, read once out of the assembly: no file is opened for a PDF but these.</summary>
internal static class PdfFonts
{
    private static readonly Lazy<TrueTypeFont> ReadRegular = new(() => Read("SourceSans3-Regular")), ReadBold = new(() => Read("SourceSans3-SemiBold"));

    public static TrueTypeFont Regular => ReadRegular.Value;
    public static TrueTypeFont Bold => ReadBold.Value;

    private static TrueTypeFont Read(string name)
    {
        using var file = typeof(PdfFonts).Assembly.GetManifestResourceStream(name + ".ttf")!;
        var data = new byte[file.Length];
        file.ReadExactly(data);
        return new(data, name);
    }
}
