CREATE TABLE `cooperation_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`pair` text NOT NULL,
	`needs` integer NOT NULL,
	`offers` integer NOT NULL,
	`paired` integer NOT NULL,
	`total` integer NOT NULL,
	`result` text NOT NULL,
	`input_hash` text NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cooperation_batches_pair_idx` ON `cooperation_batches` (`pair`,`id`);--> statement-breakpoint
CREATE TABLE `cooperation_listing_majors` (
	`listing_id` text NOT NULL,
	`major_code` text NOT NULL,
	PRIMARY KEY(`listing_id`, `major_code`),
	FOREIGN KEY (`listing_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cooperation_listing_majors_idx` ON `cooperation_listing_majors` (`major_code`);--> statement-breakpoint
CREATE TABLE `cooperation_listing_occupations` (
	`listing_id` text NOT NULL,
	`occupation_code` text NOT NULL,
	PRIMARY KEY(`listing_id`, `occupation_code`),
	FOREIGN KEY (`listing_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cooperation_listing_occupations_idx` ON `cooperation_listing_occupations` (`occupation_code`);--> statement-breakpoint
CREATE TABLE `cooperation_listings` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`pair` text NOT NULL,
	`side` text NOT NULL,
	`resource` text,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`chain_id` text,
	`region_code` text,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`capacity` integer,
	`one_to_one` integer NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chain_id`) REFERENCES `chains`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cooperation_listings_state_idx` ON `cooperation_listings` (`pair`,`side`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `cooperation_listings_organisation_idx` ON `cooperation_listings` (`organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperation_listings_chain_idx` ON `cooperation_listings` (`chain_id`,`id`);--> statement-breakpoint
CREATE TABLE `cooperation_milestones` (
	`id` text PRIMARY KEY NOT NULL,
	`cooperation_id` text NOT NULL,
	`title` text NOT NULL,
	`due_on` text NOT NULL,
	`done_on` text,
	`note` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`cooperation_id`) REFERENCES `cooperations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `cooperation_milestones_idx` ON `cooperation_milestones` (`cooperation_id`,`due_on`,`id`);--> statement-breakpoint
CREATE INDEX `cooperation_milestones_due_idx` ON `cooperation_milestones` (`due_on`,`id`);--> statement-breakpoint
CREATE TABLE `cooperations` (
	`id` text PRIMARY KEY NOT NULL,
	`pair` text NOT NULL,
	`need_id` text NOT NULL,
	`offer_id` text NOT NULL,
	`need_organisation_id` text NOT NULL,
	`offer_organisation_id` text NOT NULL,
	`begun_by` text NOT NULL,
	`batch_id` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`score` real NOT NULL,
	`parts` text NOT NULL,
	`invited_by` text,
	`proposed_by` text,
	`terms` text,
	`agreed_capacity` integer,
	`agreed_from` text,
	`agreed_to` text,
	`outcome` text,
	`outcome_note` text,
	`over` text DEFAULT '' NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`agreed_at` integer,
	`over_at` integer,
	FOREIGN KEY (`need_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_id`) REFERENCES `cooperation_listings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`need_organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offer_organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `cooperation_batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cooperations_standing_idx` ON `cooperations` (`need_id`,`offer_id`,`over`);--> statement-breakpoint
CREATE INDEX `cooperations_offer_idx` ON `cooperations` (`offer_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperations_need_organisation_idx` ON `cooperations` (`need_organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperations_offer_organisation_idx` ON `cooperations` (`offer_organisation_id`,`id`);--> statement-breakpoint
CREATE INDEX `cooperations_state_idx` ON `cooperations` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `graduate_tracks` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`months` integer NOT NULL,
	`asked` integer NOT NULL,
	`local_job` integer NOT NULL,
	`other_region` integer NOT NULL,
	`further_study` integer NOT NULL,
	`military` integer NOT NULL,
	`unemployed` integer NOT NULL,
	`in_field` integer,
	`wage_to_3000` integer,
	`wage_to_5000` integer,
	`wage_to_8000` integer,
	`wage_to_12000` integer,
	`wage_over_12000` integer,
	`satisfied_1` integer,
	`satisfied_2` integer,
	`satisfied_3` integer,
	`satisfied_4` integer,
	`satisfied_5` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `graduate_tracks_key_idx` ON `graduate_tracks` (`programme_id`,`year`,`months`,`id`);--> statement-breakpoint
CREATE INDEX `graduate_tracks_school_idx` ON `graduate_tracks` (`school_id`,`year`,`months`,`id`);--> statement-breakpoint
CREATE INDEX `graduate_tracks_batch_idx` ON `graduate_tracks` (`batch_id`);