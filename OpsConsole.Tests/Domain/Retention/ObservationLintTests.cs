using System.Globalization;
using System.Text;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Retention;
using OpsConsole.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace OpsConsole.Tests.Domain.Retention;

/// <summary>The observation lint (docs/rules.md, "Retention: observation lint"). People and numbers are invented.</summary>
public sealed class ObservationLintTests(ITestOutputHelper log)
{
    /// <summary>The source's sample observations, row by row, with other people and other numbers; what has to be found stands in brackets.</summary>
    [Theory]
    [InlineData("FACTURA PENDIENTE CLIENTE SE ACERCARA A CANCELAR HASTA 23/12/2026 CONTACTO [p0991234501]")]
    [InlineData("CASO 1. CLIENTE SOLICITA QUE SE LE LLAME 23/12/2026 PROBABLE RETENCION CONTACTO [p0991234502]")]
    [InlineData("PENDIENTE NO CONTESTA SE REALIZARA NUEVO INTENTO DE MARCACION DIA XX / XX / XX")]
    [InlineData("RETENCIÓN / DESCUENTO 50% MES 2 3 Y 5 // CONTACTO DE CLIENTE [nANDRES QUIROLA] [p0981234503]")]
    [InlineData("NUMERO VIRTUAL 48213/ NUMERO DE CONTRATO CONTACTO DE CLIENTE [nANDES QUIROLA] [p0981234504]// 50% DE DESCUENTO EN 1 DECODIFICADOR ADICIONAL POR TRES MESES")]
    [InlineData("NUMERO VIRTUAL 48213/ NUMERO DE CONTRATO CONTACTO DE CLIENTE [nANDES VALENCIA] [p0981234504]// 50% DE DESCUENTO EN 1 DECODIFICADOR ADICIONAL POR TRES MESES")]
    [InlineData("RETENCIÓN / NUMERO VIRTUAL 48213// CONTACTO DE CLIENTE [nANDRES VALENCIA] [p0981234504]// 50% DE DESCUENTO EN EL PLAN HBO POR TRES MESES")]
    [InlineData("RETENCIÓN / SUSPENSIÓN DE SERVICIO SIN COSTO POR TRES MESES. DETALLAR FECHA INICIO - FECHA FIN. NUMERO DE SERVICIO CONTACTO DE CLIENTE [nANDRES VALENCIA] [p0981234504]")]
    [InlineData("RETENCIÓN / SUSPENSIÓN DE SERVICIO CON COSTO DE \\$5.00 POR TRES MESES. DETALLAR FECHA INICIO - FECHA FIN. NUMERO DE SERVICIO CONTACTO DE CLIENTE [nANDRES VALENCIA] [p0981234504]")]
    [InlineData("RETENCIÓN / SUSPENSIÓN DE SERVICIO SIN COSTO TECNICO POR TRES MESES. DETALLAR FECHA INICIO - FECHA FIN. NUMERO DE SERVICIO CONTACTO DE CLIENTE [nANDRES VALENCIA] [p0981234504]")]
    [InlineData("RETENCIÓN SUSPENSIÓN DE SERVICIO CON COSTO TECNICO DE \\$5.00 POR TRES MESES. DETALLAR FECHA INICIO - FECHA FIN. NUMERO DE SERVICIO CONTACTO DE CLIENTE [nANDRES VALENCIA] [p0981234504]")]
    [InlineData("ANIPAGADOR DE SERVICIO 23417702// SE OFRECE COMPENSACION POR FALTA DE SERVICIO POR 8 DIAS CLIENTE [nANDRES VALENCIA] TELEFONO DE CONTACTO [p093412568].")]
    [InlineData("50% de descuento en servicio de internet 2541730 por un mes CLIENTE [nVALERIA IX] [p0981234504].")]
    [InlineData("CASO 1. DTH CLIENTE ENTREGARA EQUIPOS EN CIS SEGUN CRONOGRAMA CONTACTO [p0971234505] CASO 2. GPON Y CDMA: CLIENTE ENTREGARA EQUIPOS EN CIS CONTACTO [p0971234505] CASO 3. INTERNET: CLIENTE ENTREGARA EQUIPOS EN CIS CONTACTO [p0971234505]")]
    [InlineData("CLIENTE SE ACERCARA A CIS PARA LA REVISION DEL SERVICIO CONTACTO [nANDRES VALENCIA] [p097133441] CLIENTE SE ACERCARA A CIS PARA INGRESO DE RECLAMOS DE FACTURACION [nANDRES VALENCIA] [p0985512006]")]
    [InlineData("CLIENTE SE ACERCARA A CIS PARA INGRESO DE RECLAMOS DE FACTURACION [nANDRES QUIROLA] [p0985512006]")]
    [InlineData("NO SE RETIRA SERVICIO. CLIENTE NO SOLICITO. CONTACTO [p0969912337]")]
    [InlineData("NO SE RETIRA SERVICIO. SIN CONTACTO CON TITULAR. CONTACTO [p0969912337]")]
    [InlineData("NO SE RETIRA SERVICIO. NUMERO DE SERVICIO INCORRECTO. CONTACTO [p0969912337]")]
    [InlineData("Caso 1. Servicio se encuentra en prepago. Contacto [p087334116] Caso 2. Cliente se acercara a CIS para solicitar el cambio a prepago y tiene valores pendientes. Contacto [p0967734170]")]
    [InlineData("NO SE RETIRA SERVICIO. SIN CONTACTO CON TITULAR NUMEROS DE CONTACTO EQUIVOCADO. CONTACTO [p0969912337]")]
    [InlineData("NO SE RETIRA SERVICIO. NO EXISTE NUMEROS DE CONTACTO")]
    [InlineData("NO APLICA PROCESO DE RETENCION QUEJA DUPLICADA")]
    [InlineData("NO APLICA PROCESO DE RETENCION SERVICIO RETIRADO")]
    [InlineData("NO APLICA PROCESO DE RETENCION CLIENTE ENTREGO EQUIPOS EN CIS")]
    [InlineData("NO APLICA PROCESO DE RETENCIÓN")]
    [InlineData("NO CONTESTA DERIVADO A N1")]
    public void Every_phone_and_name_of_the_sample_observations_is_found_and_nothing_else(string marked) => Finds(marked);

    [Theory]
    // with check digits, in whatever spelling
    [InlineData("CLIENTE CON [d1714307103] PIDE RETIRO")]
    [InlineData("cliente con [d171430710-3] pide retiro")]
    [InlineData("Cliente con [d1 7 1 4 3 0 7 1 0 3] pide retiro")]
    [InlineData("Cliente con [d1714 307 103], pide retiro")]
    [InlineData("Cliente con [d１７１４３０７１０３]")]
    [InlineData("RUC [d1792060346001].")]
    [InlineData("FACTURA A NOMBRE DE [d1792060346-001]")]
    [InlineData("empresa [d20512333797] llama")]
    [InlineData("nit [d900.544.472-2]")]
    [InlineData("EMPRESA [d900544472-2] PIDE BAJA")]
    [InlineData("NIT [d9005444722] con descuento")]
    [InlineData("rut [d12.531.909-2]")]
    [InlineData("persona [d12.531.909-2] llama")]
    [InlineData("RUT [d125319092]")]
    [InlineData("RUT: [d12531909 2]")]
    [InlineData("Rut [d1973.2.09 - 6] paga")]
    [InlineData("rut [d10.00.0013 - k] paga")]
    [InlineData("del 23-12-2026 - 23-01-2027 y 3 meses")]
    [InlineData("persona [d7.727.230-5] llama")]
    [InlineData("persona [d10.000.013-K] llama")]
    [InlineData("persona [d10000013k] llama")]
    [InlineData("COD 125319092 SIN RUT")]
    // by the word before them
    [InlineData("DNI [d12345678]")]
    [InlineData("dni n° [d12345678]")]
    [InlineData("D.N.I. [d12 345 678]")]
    [InlineData("documento de identidad: [d12.345.678]")]
    [InlineData("CÉDULA DE CIUDADANÍA No. [d52.345.678]")]
    [InlineData("C.C. [d1.020.345.678]")]
    [InlineData("CC[d52345678]")]
    [InlineData("C. I. [d1714307103]")]
    [InlineData("cédula del cliente [nCarlos Vera] [d52345678]")]
    [InlineData("12345678 no lleva palabra")]
    [InlineData("DNI 1234567")]
    // cards
    [InlineData("PAGA CON [c4111 1111 1111 1111]")]
    [InlineData("tarjeta [c5555-5555-5555-4444] visa")]
    [InlineData("[c378282246310005]")]
    [InlineData("[c30569309025904]")]
    [InlineData("[c6011.1111.1111.1117]")]
    [InlineData("PAGA CON 4111 1111 1111 1112")]
    [InlineData("SERIE 1234567812345670")]
    public void Documents_and_cards_are_found_wherever_they_stand(string marked) => Finds(marked);

    [Theory]
    [InlineData("+593 99 123 4567", "[p+593 99 123 4567]")]
    [InlineData("llamar al 099-123-4567 mañana", "llamar al [p099-123-4567] mañana")]
    [InlineData("(+51) 912-345-678", "[p(+51) 912-345-678]")]
    [InlineData("0051 912345678", "[p0051 912345678]")]
    [InlineData("57 321 123 4567", "[p57 321 123 4567]")]
    [InlineData("vive en 3001234560", "vive en [p3001234560]")]
    [InlineData("(2) 2123 4567", "[p(2) 2123 4567]")]
    [InlineData("fono 2 2123 4567", "fono [p2 2123 4567]")]
    [InlineData("tel. (01) 234 5678 anexo 123", "tel. [p(01) 234 5678] anexo 123")]
    [InlineData("llamar al 044 555 010", "llamar al [p044 555 010]")]
    [InlineData("02 234 5678", "[p02 234 5678]")]
    [InlineData("601 234 5678", "[p601 234 5678]")]
    [InlineData("contacto 2345678", "contacto [p2345678]")]
    [InlineData("contacto 22345678 / 2345679", "contacto [p22345678] / [p2345679]")]
    [InlineData("tel 099 123 4567 y 098 765 4321", "tel [p099 123 4567] y [p098 765 4321]")]
    [InlineData("whatsapp 0991234567", "whatsapp [p0991234567]")]
    [InlineData("servicio 22345678", "servicio 22345678")]
    [InlineData("queja 991234567", "queja 991234567")]
    [InlineData("servicio +593 991234567", "servicio [p+593 991234567]")]
    [InlineData("contrato 221234567 al día", "contrato 221234567 al día")]
    [InlineData("de 2026-12-23 a 2027-01-23", "de 2026-12-23 a 2027-01-23")]
    [InlineData("23-12-2026 - 23-01-2027", "23-12-2026 - 23-01-2027")]
    [InlineData("23.12.2026 10:30", "23.12.2026 10:30")]
    [InlineData("EQUIPO SN0991234567X", "EQUIPO SN0991234567X")]
    [InlineData("escribir a ana.perez@correo.example.", "escribir a [eana.perez@correo.example].")]
    [InlineData("<ventas@casa.example>", "<[eventas@casa.example]>")]
    [InlineData("arroba @ sola, a@b", "arroba @ sola, a@b")]
    public void Phones_and_e_mails_are_found_in_any_notation(string text, string marked)
    {
        Assert.Equal(text, Unmarked(marked).Text);
        Finds(marked);
    }

    [Theory]
    [InlineData("CONTACTO 0912345675", "CONTACTO [p0912345675]")]
    [InlineData("llamar al cliente 0912345675", "llamar al cliente [p0912345675]")]
    [InlineData("CÉDULA 0912345675", "CÉDULA [d0912345675]")]
    [InlineData("TELÉFONO Y CÉDULA 0912345675", "TELÉFONO Y CÉDULA [d0912345675]")]
    [InlineData("CLIENTE 0912345675", "CLIENTE [d0912345675]")]
    [InlineData("CLIENTE 0912345674", "CLIENTE [p0912345674]")]
    [InlineData("CLIENTE 3001234560", "CLIENTE [p3001234560]")]
    [InlineData("CÉDULA 3001234560", "CÉDULA [d3001234560]")]
    public void A_number_that_is_a_mobile_and_a_cedula_is_what_the_word_before_it_says(string text, string marked)
    {
        Assert.Null(DocumentRules.Check("CEDULA", "EC", "0912345675"));
        Assert.Null(DocumentRules.Check("CEDULA", "EC", "3001234560"));
        Assert.Equal(text, Unmarked(marked).Text);
        Finds(marked);
    }

    [Theory]
    [InlineData("HABLÓ CON SU HERMANO [nLUIS MERA]")]
    [InlineData("Contacto: [nVerónica]")]
    [InlineData("SRA. [nPAZMIÑO] NO ACEPTA")]
    [InlineData("El titular [nJosé Antonio Mora Vega], pide baja")]
    [InlineData("contesta [nmaria del carmen lopez]")]
    [InlineData("familiar [nMARÍA DE LOS ÁNGELES CEDEÑO] indica")]
    [InlineData("CONTACTO [nJULIO VERA] [p0991234567]")]
    [InlineData("CLIENTE PAGARÁ EN JULIO")]
    [InlineData("CONTACTO DOMINGO 10:00")]
    [InlineData("CLIENTE ACEPTA PLAN HBO Y ROSA")]
    [InlineData("VIVE EN AV. JUAN MONTALVO Y SIMÓN BOLÍVAR")]
    [InlineData("CLIENTE DE SANTIAGO IRÁ A CIS")]
    [InlineData("CLIENTE IRÁ A CIS SEGÚN CRONOGRAMA, ENTREGARÁ EQUIPOS DE INTERNET")]
    public void Names_are_found_behind_the_words_that_announce_them(string marked) => Finds(marked);

    [Theory]
    [InlineData("pide baja [nIruña Zubiri], acepta")]
    [InlineData("[nZUBIRI IRUÑA] ACEPTA")]
    [InlineData("[nzubiri, iruna] acepta")]
    [InlineData("[nIruña de la Zubiri]")]
    [InlineData("ZUBIRI ACEPTA")]
    [InlineData("CONTACTO [nIRUÑA]")]
    public void The_customers_own_name_is_found_in_any_order(string marked) => Finds(marked, new("Iruña Zubiri Oxandabaratz", null, []));

    [Theory]
    [InlineData("12345678", "pide baja [d12345678] hoy")]
    [InlineData("12.345.678", "pide baja [d12345678] hoy")]
    [InlineData("12345678", "pide baja [d1234 56-78] hoy")]
    [InlineData("12345678", "pide baja 123456789 hoy")]
    [InlineData("AB-123456", "con [dab 123456]")]
    [InlineData("AB-123456", "con cab123456")]
    public void The_customers_own_document_is_found_without_a_word_before_it(string document, string marked) => Finds(marked, new(null, document, []));

    private static readonly string[] Templates =
    [
        "FACTURA PENDIENTE, CLIENTE PAGARÁ HASTA {fecha_compromiso}. CONTACTO {telefono}", "CLIENTE PIDE LLAMADA {fecha_proxima}. PROBABLE RETENCIÓN. CONTACTO {telefono}", "PENDIENTE, NO CONTESTA. NUEVO INTENTO {fecha_proxima}",
        "RETENCIÓN / DESCUENTO {porcentaje}% MESES {meses} // CONTACTO {cliente} {telefono}", "NÚMERO VIRTUAL {numero_virtual} / CONTRATO {contrato} // {porcentaje}% EN 1 DECODIFICADOR ADICIONAL POR {n_meses} MESES // CONTACTO {cliente} {telefono}",
        "RETENCIÓN / NÚMERO VIRTUAL {numero_virtual} // {porcentaje}% EN PLAN {plan} POR {n_meses} MESES // CONTACTO {cliente} {telefono}", "RETENCIÓN / SUSPENSIÓN SIN COSTO POR {n_meses} MESES {fecha_inicio} - {fecha_fin}. SERVICIO {numero_servicio}. CONTACTO {cliente} {telefono}",
        "RETENCIÓN / SUSPENSIÓN CON COSTO TÉCNICO {costo} POR {n_meses} MESES {fecha_inicio} - {fecha_fin}. SERVICIO {numero_servicio}. CONTACTO {cliente} {telefono}", "ANIPAGADOR {anipagador} // COMPENSACIÓN POR {n_dias} DÍAS SIN SERVICIO // CONTACTO {cliente} {telefono}",
        "{porcentaje}% EN SERVICIO {servicio} POR {n_meses} MES(ES). CONTACTO {cliente} {telefono}", "CLIENTE ENTREGARÁ EQUIPOS EN CIS SEGÚN CRONOGRAMA. CONTACTO {telefono}", "CLIENTE ENTREGARÁ EQUIPOS EN CIS. CONTACTO {telefono}",
        "CLIENTE IRÁ A CIS A REVISIÓN DEL SERVICIO. CONTACTO {cliente} {telefono}", "CLIENTE IRÁ A CIS A INGRESAR RECLAMO DE FACTURACIÓN. CONTACTO {cliente} {telefono}", "NO SE RETIRA. CLIENTE NO SOLICITÓ. CONTACTO {telefono}",
        "NO SE RETIRA. SIN CONTACTO CON TITULAR. CONTACTO {telefono}", "NO SE RETIRA. NÚMERO DE SERVICIO INCORRECTO. CONTACTO {telefono}", "SERVICIO EN PREPAGO. CONTACTO {telefono}", "CLIENTE IRÁ A CIS POR CAMBIO A PREPAGO Y TIENE VALORES PENDIENTES. CONTACTO {telefono}",
        "NO SE RETIRA. NÚMEROS DE CONTACTO EQUIVOCADOS. CONTACTO {telefono}", "NO SE RETIRA. NO EXISTEN NÚMEROS DE CONTACTO", "NO APLICA RETENCIÓN. QUEJA DUPLICADA", "NO APLICA RETENCIÓN. SERVICIO RETIRADO", "NO APLICA RETENCIÓN. CLIENTE ENTREGÓ EQUIPOS EN CIS",
        "NO APLICA RETENCIÓN. CAUSAL INCORRECTO", "NO CONTESTA, DERIVADO A N1",
    ];

    private static readonly Dictionary<string, string> Values = new()
    {
        ["telefono"] = "0912345675",                             // a cédula as well, were it not a phone
        ["cliente"] = "ROSA ELENA ZAMBRANO",
        ["numero_servicio"] = "1714307103",                      // looks like a cédula
        ["contrato"] = "20512333797",                            // looks like a RUC
        ["anipagador"] = "022534308",
        ["numero_virtual"] = "48213",
        ["fecha_compromiso"] = "23/12/2026",
        ["fecha_proxima"] = "23/12/2026",
        ["fecha_inicio"] = "01/12/2026",
        ["fecha_fin"] = "28/02/2027",
        ["porcentaje"] = "50",
        ["meses"] = "2, 3 Y 5",
        ["n_meses"] = "3",
        ["n_dias"] = "8",
        ["costo"] = "5,00",
        ["plan"] = "HBO",
        ["servicio"] = "2541730",
    };

    [Fact]
    public void A_template_filled_from_fields_passes()
    {
        foreach (var template in Templates)
        {
            var (text, filled) = (template, new List<string>());
            foreach (var (name, value) in Values)
                if (text.Contains($"{{{name}}}"))
                {
                    text = text.Replace($"{{{name}}}", value);
                    filled.Add(value);
                }
            Assert.DoesNotContain('{', text);
            Assert.Equal([], ObservationLint.Find(text, new("Rosa Elena Zambrano Pico", "0102030405", filled)));
            var empty = System.Text.RegularExpressions.Regex.Replace(template, "{[a-z_]+}", "—");
            Assert.Equal([], ObservationLint.Find(empty, new("Rosa Elena Zambrano Pico", "0102030405", ["—"])));
        }
    }

    [Fact]
    public void A_passed_text_passes_as_often_as_it_is_listed()
    {
        var text = "CONTACTO 0991234567 O 0991234567, ROSA ZAMBRANO";
        Assert.Equal([LintKind.Phone, LintKind.Phone, LintKind.Name], Kinds(text, new("Rosa Zambrano", null, [])));
        Assert.Equal([LintKind.Phone, LintKind.Name], Kinds(text, new("Rosa Zambrano", null, ["0991234567"])));
        Assert.Equal([LintKind.Name], Kinds(text, new("Rosa Zambrano", null, ["0991234567", "0991234567"])));
        Assert.Equal([], Kinds(text, new("Rosa Zambrano", null, ["0991234567", "0991234567", "Rosa Zambrano"])));
    }

    [Theory]
    [InlineData("SERVICIO 22534308", "22534308", "")]
    [InlineData("SERVICIO 1714307103", "1714307103", "")]
    [InlineData("SERVICIO 1714307103", "", "Document")]
    [InlineData("CÉDULA 1714307103", "1714307103", "Document")]
    [InlineData("SERVICIO 171430710-3", "171430710-3", "Document")]
    [InlineData("SERVICIO 17143071030", "1714307103", "")]
    [InlineData("SERVICIO 0991234567 CONTACTO 0987654321", "0991234567", "Phone")]
    [InlineData("CONTACTO ROSA 1714307103", "ROSA 1714307103", "Document")]
    public void A_service_number_in_its_own_field_is_not_flagged_a_document_is(string text, string passed, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', Kinds(text, new(null, null, [passed]))));

    [Fact]
    public void A_number_that_was_typed_into_a_field_does_not_pass_as_a_document()
    {
        Assert.Equal([LintKind.Document], Kinds("CONTRATO 1714307103", new(null, null, ["1714307103"], ["1714307110"])));
        Assert.Equal([LintKind.Card], Kinds("CONTRATO 4111111111111111", new(null, null, ["4111111111111111"], [])));
        Assert.Equal([], Kinds("CONTRATO 1714307103", new(null, null, ["1714307103"], ["1714307103"])));
        Assert.Equal([], Kinds("CONTACTO 0912345675", new(null, null, ["0912345675"], [])));
    }

    [Fact]
    public void The_customers_document_does_not_pass_as_a_service_number() =>
        Assert.Equal([LintKind.Document], Kinds("SERVICIO 1714307103", new(null, "171430710-3", ["1714307103"])));

    [Theory]
    [InlineData("1714307103@correo.example", "Document")]
    [InlineData("0991234567@correo.example", "Email")]
    [InlineData("CONTACTO ROSA ZAMBRANO 1714307103 0991234567 rosa@correo.example", "Name Document Phone Email")]
    public void What_is_stronger_wins_and_all_stand_in_order(string text, string kinds) => Assert.Equal(kinds, string.Join(' ', Kinds(text, null)));

    [Fact]
    public void Documents_and_cards_are_refused_the_rest_is_not() =>
        Assert.Equal([LintKind.Document, LintKind.Card], Enum.GetValues<LintKind>().Where(ObservationLint.IsRefused));

    [Fact]
    public void Valid_documents_and_cards_are_found_in_random_spellings()
    {
        var random = Counts.Seeded(log);
        var misses = new List<string>();
        for (var round = 0; round < Counts.Of(50_000); round++)
        {
            var (number, word, kind) = Made(random, round % 7);
            var written = word + Spelled(random, number, hyphen: number[^2] == '-');
            var (before, after) = (Around[random.Next(Around.Length)], Around[random.Next(Around.Length)]);
            var text = $"{before} {written}{(random.Next(2) == 0 ? "." : "")} {after}";
            var (from, to) = (before.Length + 1 + word.Length, before.Length + 1 + written.Length);
            if (!ObservationLint.Find(text).Any(f => f.Kind == kind && f.Start <= from && f.End >= to))
                misses.Add($"{kind}: {text}");
        }
        Assert.Empty(misses.Take(20));
    }

    private static readonly string[] Around = ["CLIENTE PIDE RETIRO", "", "titular de la línea", "SERVICIO", "pago con", "NO ACEPTA;", "hasta 23/12/2026,", "50%"];

    private static (string Number, string Word, LintKind Kind) Made(Random random, int which)
    {
        string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10).ToString(CultureInfo.InvariantCulture)));
        string Until(Func<string> make, string type, string country)
        {
            while (true)
                if (make() is var one && DocumentRules.Check(type, country, one) is null)
                    return one;
        }
        var word = random.Next(2) == 0 ? "" : "CÉDULA ";
        return which switch
        {
            0 => (Until(() => random.Next(1, 25).ToString("00", CultureInfo.InvariantCulture) + Digits(8), "CEDULA", "EC"), word, LintKind.Document),
            1 => (Until(() => random.Next(1, 25).ToString("00", CultureInfo.InvariantCulture) + Digits(8) + "001", "RUC", "EC"), random.Next(2) == 0 ? "" : "ruc: ", LintKind.Document),
            2 => (Until(() => new[] { "10", "15", "17", "20" }[random.Next(4)] + Digits(9), "RUC", "PE"), random.Next(2) == 0 ? "" : "R.U.C. ", LintKind.Document),
            3 => (Until(() => $"{random.Next(1, 30)}{Digits(6)}-{"0123456789K"[random.Next(11)]}", "RUT", "CL"), random.Next(2) == 0 ? "" : "Rut ", LintKind.Document),
            4 => (Until(() => $"{new[] { "8", "9" }[random.Next(2)]}{Digits(8)}-{random.Next(10)}", "NIT", "CO"), random.Next(2) == 0 ? "" : "NIT ", LintKind.Document),
            5 => ($"{random.Next(10, 99)}{Digits(6)}", new[] { "DNI ", "C.I. ", "documento N° ", "c.c. " }[random.Next(4)], LintKind.Document),
            _ => (Card(), "", LintKind.Card),
        };

        string Card()
        {
            var (start, length) = new[] { ("4", 16), ("51", 16), ("55", 16), ("2720", 16), ("34", 15), ("37", 15), ("36", 14), ("6011", 16), ("3530", 16) }[random.Next(9)];
            while (true)
                if (start + Digits(length - start.Length) is var one && CheckDigits.Luhn(one))
                    return one;
        }
    }

    /// <summary>One sort of separators, here or there; a check digit keeps its hyphen.</summary>
    private static string Spelled(Random random, string number, bool hyphen)
    {
        var separator = new[] { "", " ", ".", "-", "\u00A0", " ", "\u2013" }[random.Next(7)];
        var often = random.Next(1, 4);
        var text = new StringBuilder();
        var body = hyphen ? number[..^2] : number;
        for (var i = 0; i < body.Length; i++)
        {
            if (i > 0 && random.Next(often) == 0)
                text.Append(separator);
            text.Append(random.Next(20) == 0 ? (char)('０' + (body[i] - '0')) : body[i]);
        }
        return text.ToString() + (hyphen ? random.Next(2) == 0 ? number[^2..] : " - " + char.ToLowerInvariant(number[^1]) : "");
    }

    [Fact]
    public void A_long_text_costs_as_much_as_its_parts()
    {
        foreach (var piece in new[] { "1 ", "1", "a.", "CONTACTO ROSA ", "@a.", "4111 1111 1111 1111 ", "09 ", "+", "(", "x@y.", "C.I. ", "12-", "ROSA " })
        {
            var text = string.Concat(Enumerable.Repeat(piece, 40_000 / piece.Length));
            var before = GC.GetAllocatedBytesForCurrentThread();
            ObservationLint.Find(text[..(text.Length / 10)]);
            var small = GC.GetAllocatedBytesForCurrentThread() - before;
            before = GC.GetAllocatedBytesForCurrentThread();
            ObservationLint.Find(text);
            var large = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(large < 14 * small + 200_000, $"'{piece}': {small} bytes, ten times as much text {large}");
        }
    }

    [Fact]
    public void Whatever_is_typed_is_read()
    {
        foreach (var text in HostileTexts.Odd.Concat(HostileTexts.Unstorable))
            foreach (var finding in ObservationLint.Find(text, new(text, text, [text])))
                Assert.InRange(finding.End, finding.Start + 1, text.Length);
    }

    [Fact, Trait("Category", RealData.Category)]
    public void Documents_that_stdnum_finds_valid_are_found_in_a_sentence()
    {
        var words = new Dictionary<string, string> { ["PE ruc"] = "", ["EC ci"] = "", ["EC ruc"] = "", ["CL rut"] = "RUT ", ["CO nit"] = "NIT " };
        var rows = File.ReadLines(RealData.File("contacts", "documentos_identidad.csv")).Skip(1).Select(line => line.Split(',')).Where(row => row[3] == "1" && words.ContainsKey($"{row[0]} {row[1]}")).ToList();
        Assert.True(rows.Count >= 30);
        Assert.Empty(from row in rows
                     let text = $"El cliente, {words[$"{row[0]} {row[1]}"]}{row[2].Trim()}, pide la baja"
                     where !ObservationLint.Find(text).Any(f => f.Kind == LintKind.Document && f.Length >= row[4].Length - 2)
                     select text);
    }

    [Fact, Trait("Category", RealData.Category)]
    public void Phones_that_libphonenumber_finds_valid_are_found_in_a_sentence()
    {
        var rows = File.ReadLines(RealData.File("contacts", "telefonos_dev.csv")).Skip(1).Select(line => line.Split(',')).Where(row => row[4] == "1" && !row[2].StartsWith('O')).ToList();
        Assert.True(rows.Count >= 40);
        Assert.Empty(from row in rows
                     let text = $"El cliente pide que lo llamen al {row[2].Trim()} mañana"
                     where ObservationLint.Find(text) is not [{ Kind: LintKind.Phone }]
                     select text);
    }

    private static IEnumerable<LintKind> Kinds(string text, LintContext? context) => ObservationLint.Find(text, context).Select(f => f.Kind);

    /// <summary>[pTEXT] is a phone, [d a document, [c a card, [e an e-mail, [n a name.</summary>
    private static void Finds(string marked, LintContext? context = null)
    {
        var (text, expected) = Unmarked(marked);
        Assert.Equal(string.Join(" | ", expected), string.Join(" | ", ObservationLint.Find(text, context).Select(f => $"{f.Kind} {text[f.Start..f.End]}")));
    }

    private static (string Text, List<string> Expected) Unmarked(string marked)
    {
        var (text, expected) = (new StringBuilder(), new List<string>());
        for (var i = 0; i < marked.Length; i++)
            if (marked[i] == '[')
            {
                var end = marked.IndexOf(']', i);
                expected.Add($"{marked[i + 1] switch { 'p' => LintKind.Phone, 'd' => LintKind.Document, 'c' => LintKind.Card, 'e' => LintKind.Email, _ => LintKind.Name }} {marked[(i + 2)..end]}");
                text.Append(marked, i + 2, end - i - 2);
                i = end;
            }
            else
                text.Append(marked[i]);
        return (text.ToString(), expected);
    }
}
