param([string] $Version)

$database = 'Server=db.example.com;Database=shop;User Id=deploy;Password=tr0ub4dor-2026'
Invoke-Sqlcmd -ConnectionString $database -InputFile "migrations/$Version.sql"
Publish-Website -Version $Version
