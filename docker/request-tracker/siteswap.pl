# What a Request Tracker needs to be Siteswap's desk; read by rt-setup-database.
my $to     = $ENV{RT_TELLS}        || 'http://127.0.0.1:8080/api/tickets/rt';
my $secret = $ENV{RT_SECRET} || die "RT_SECRET is missing\n";

@CustomFields = (
  { Name => 'Approval', Type => 'SelectSingle', LookupType => 'RT::Queue-RT::Ticket',
    Queue => ['General'], Values => [ map { { Name => $_ } } qw(requested approved rejected) ] },
  # 5.0 has no description of its own.
  { Name => 'Description', Type => 'TextSingle', LookupType => 'RT::Queue-RT::Ticket',
    Queue => ['General'] },
);

@Users = (
  { Name => 'siteswap', RealName => 'Siteswap', EmailAddress => 'siteswap@example.com', Privileged => 1 },
);

@Scrips = (
  { Description => 'Tell Siteswap', Queue => 'General', Template => 'Blank',
    ScripCondition => 'User Defined', ScripAction => 'User Defined',
    CustomIsApplicableCode => q{
      $self->TransactionObj->Type eq 'CustomField' && ($self->TransactionObj->NewValue // '') eq 'approved'
    },
    CustomPrepareCode => q{ 1 },
    # In the background: what a scrip belongs to is committed only when the scrip has ended, and
    # Siteswap reads the ticket at once.
    CustomCommitCode => q{
      my $body = '{"number": "' . $self->TicketObj->id . '"}';
      system(qq{(sleep 2; curl -s --retry 8 --retry-all-errors -H 'Content-Type: application/json'}
        . qq{ -H 'X-Siteswap-Secret: } . 'SECRET' . qq{' -d '$body' } . 'TO' . qq{) >/dev/null 2>&1 &});
      1;
    } },
);
for my $scrip (@Scrips) {
  $scrip->{CustomCommitCode} =~ s/'SECRET'/'$secret'/;
  $scrip->{CustomCommitCode} =~ s/'TO'/'$to'/;
}

@Final = (sub {
  my $user  = RT::User->new(RT->SystemUser);
  my $queue = RT::Queue->new(RT->SystemUser);
  $user->Load('siteswap');
  $queue->Load('General');
  $user->PrincipalObj->GrantRight(Right => $_, Object => $queue)
    for qw(SeeQueue ShowTicket ShowTicketComments SeeCustomField ModifyCustomField CommentOnTicket ModifyTicket CreateTicket);
  require RT::AuthToken;
  my ($id, $message, $token) =
    RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->id, Description => 'siteswap');
  print "TOKEN $token\n";
});
1;
