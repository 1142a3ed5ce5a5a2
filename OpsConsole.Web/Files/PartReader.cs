using System.Xml;

namespace OpsConsole.Web.Files;

/// <summary>Reads a part of an XLSX file to its end and keeps nothing: it only has to be well-formed.</summary>
internal class PartReader(string part)
{
    protected string Part { get; } = part;

    public virtual void Read(XmlReader xml)
    {
        while (xml.Read())
        {
        }
    }
}

/// <summary>Counts the elements of one name.</summary>
internal sealed class ElementCount(string part, string element) : PartReader(part)
{
    public int Count { get; private set; }

    public override void Read(XmlReader xml)
    {
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element)
                Count++;
    }
}
