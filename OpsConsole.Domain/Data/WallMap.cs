using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Walls;

namespace OpsConsole.Domain.Data;

internal sealed class WallMap : IEntityTypeConfiguration<WallboardToken>
{
    public void Configure(EntityTypeBuilder<WallboardToken> map) => map.HasIndex(w => w.Hash).IsUnique();        // what a screen asks by
}
