using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Data;

internal sealed class CustomerMap : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> map)
    {
        map.Property(c => c.Version).IsConcurrencyToken();
        map.Ignore(c => c.Name).Ignore(c => c.SearchText);
        map.HasMany(c => c.ContactPoints).WithOne().HasForeignKey(p => p.CustomerId);
        map.HasMany(c => c.Accounts).WithOne().HasForeignKey(a => a.CustomerId);
        map.HasIndex(c => c.PublicId).IsUnique();
        map.HasIndex(c => new { c.DocumentKey, c.DocumentType, c.DocumentCountry }).IsUnique();     // one customer for each document; those without have NULL, which is never the same
    }
}

internal sealed class ContactPointMap : IEntityTypeConfiguration<ContactPoint>
{
    public void Configure(EntityTypeBuilder<ContactPoint> map)
    {
        map.ToTable("ContactPoints");
        map.HasIndex(p => new { p.CustomerId, p.Type, p.Normalised }).IsUnique();
    }
}

internal sealed class CustomerAccountMap : IEntityTypeConfiguration<CustomerAccount>
{
    public void Configure(EntityTypeBuilder<CustomerAccount> map)
    {
        map.ToTable("CustomerAccounts");
        map.HasIndex(a => new { a.CustomerId, a.Key }).IsUnique();
        map.HasIndex(a => a.Key);                                        // repeat contacts know the account only
    }
}

internal sealed class CustomerKeyMap : IEntityTypeConfiguration<CustomerKey>
{
    public void Configure(EntityTypeBuilder<CustomerKey> map)
    {
        map.HasKey(k => new { k.CustomerId, k.Key });                   // those of one customer: changed with it
        map.HasOne(k => k.Customer).WithMany().HasForeignKey(k => k.CustomerId);
        map.HasIndex(k => new { k.Key, k.CustomerId });                 // the candidates of one key, from the index alone
    }
}
